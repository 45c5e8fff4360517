"""The script that Streamlit runs for each rerun of a session.

It does not stand beside ``pages/``: Streamlit would take that folder for its older kind
of multipage app and run a page bare, without the frame, for a session's first address.
"""

from ui.frame import show_page

show_page()
