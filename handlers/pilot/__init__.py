"""The pilot organisation: proposed to another one, accepted by somebody who answers for it, and told to everybody."""
