"""From bytes to sheets or text: CSV, workbooks, HTML, PDF."""
