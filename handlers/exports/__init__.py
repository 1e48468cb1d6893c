"""What is taken out of the bot, as tables for a spreadsheet."""
