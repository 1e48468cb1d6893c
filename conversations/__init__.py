"""What to ask next, what a good answer is, in which words. Pure: no clock, database or Telegram."""
