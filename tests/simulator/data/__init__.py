"""What the tests of the simulator compare it with."""
