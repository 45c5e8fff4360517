"""The Security Sector Atlas: the only entry.

Run by Python it is the server; run by Streamlit, once for each rerun of a session, it is
the frame around the page that the address asks for.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from ui.server import serve, server

    app = server(__file__)
    if __name__ == "__main__":
        serve(app)
else:
    from ui.frame import show_page

    show_page()
