"""The network in its people's hands: entries found, changed, added, archived; every change signed, and put back."""
