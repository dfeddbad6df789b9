"""Makes the sample reports; see `make.py`."""
