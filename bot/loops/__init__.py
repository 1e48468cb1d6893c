"""What the bot does all day: each loop works rows, and knows no feature."""
