"""What a reception network decides, proved table by table."""
