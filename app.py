"""The Security Sector Atlas: the only entry.

``python app.py`` serves the atlas; any ASGI server may serve ``app:app``. Run as a
Streamlit script (by tests), it draws the page that the address names.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from ui.server import serve, server

    app = server()
    if __name__ == "__main__":
        serve(app)
else:
    from ui.frame import show_page

    show_page()
