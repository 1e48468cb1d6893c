"""The leaflet: posters and leaflets, printed for whoever hangs them up."""
