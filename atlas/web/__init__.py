"""What leaves the atlas: the HTTP API, downloads, the map's payloads, static files.

Imports everything below the screens; never streamlit.
"""
