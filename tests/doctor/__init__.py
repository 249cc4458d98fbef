"""jscomm-scaffold doctor: each failure that it tells apart is really caused."""
