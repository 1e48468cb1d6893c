"""What a reception network decides: places, sectors, routing, deadlines. Pure: no clock, database or Telegram."""
