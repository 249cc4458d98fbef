"""The generated folder for any PHP site, without a browser."""
