"""What the build makes of the phone's sources with npm. Nothing is imported: the package's build reads this, too."""

BUNDLES = (
    "phone/vendor/jssip.js",
    "phone/phone.min.js",
    "phone/phone.min.css",
    "phone/chunks/chunk.min.js",
    "phone/chunks/later_features.min.js",
    "phone/directory.min.js",
    "phone/caller_card.min.js",
    "jscommunicator/vendor/jquery.js",
    "jscommunicator/vendor/jquery-ui.js",
)
"""The built files, in ``cookiecutters/_shared``."""
