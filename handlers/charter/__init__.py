"""The charter’s clock: reminders, and the coordination’s digest."""
