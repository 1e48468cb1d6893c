"""What a reception network decides: places, sectors, routing, the charter's clock. Pure: no clock, database or Telegram."""
