"""What a reception network shows on paper and in files. Pure from data to bytes: no clock, database or Telegram."""
