"""The page for everybody: what is free and who helps, as files for a web server. Pure from data to bytes."""
