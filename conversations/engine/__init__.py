"""How a conversation goes: what is asked, what an answer does, what comes next. Knows no kind of step by its name."""
