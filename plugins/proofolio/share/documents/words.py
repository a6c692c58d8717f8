"""The words of documents: those of pages, and what only paper needs."""

from collections.abc import Mapping
from typing import Any


def document_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """What templates of documents are given."""
    sections, labels = words["sections"], words["labels"]
    return {
        "sections": {**sections, "limits": labels["limits"]},
        "rejected": labels["rejected"],
        "baseline": labels["baseline"],
        "result": words["numbers_result"],
        "value": words["table_value"],
        "evidence": words["evidence"],
        "contact": words["cta_title"],
        "book": words["cta_book"],
        "case_studies": words["index_title"],
        "skills": words["skills"],
        "experience": words["experience"],
        "education": words["education"],
        "certifications": words["certifications"],
        "languages": words["languages"],
        **words["documents"],
    }
