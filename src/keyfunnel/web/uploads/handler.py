"""Files that stream into the home folder's own uploads."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class IntoHome(TemporaryFileUploadHandler):
    """To disk from the first byte; into a folder made anew where somebody cleared it away while the server ran."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if settings.FILE_UPLOAD_TEMP_DIR:
            Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(mode=0o700, exist_ok=True)
        super().new_file(*args, **kwargs)
