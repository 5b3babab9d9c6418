"""How does ESCO's published release become the skills base of an installation?"""
