"""A learner shows a certificate: is it genuine, and what does it show that they can do?

Read `looking.py` (what is checked, on bytes alone), then `desk.py` (what has to be fetched for it), then `taking.py`
(how the answer becomes a turn of the conversation).
"""
