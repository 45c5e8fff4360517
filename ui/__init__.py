"""What the screens share: the page's frame, its state in the URL, cached frames, the server.

The only package beside ``pages/`` and ``app.py`` that knows Streamlit.
"""
