"""The stock floor: one slider and one line of text, default settings."""

import streamlit as st

year = st.slider("year", 1990, 2025, 2000)
st.write(f"year is {year}")
