from typing import Any

Collection: Any
DeckIdLimit: Any
ExportAnkiPackageOptions: Any
ImportAnkiPackageOptions: Any
ImportAnkiPackageRequest: Any
ImportCsvRequest: Any
