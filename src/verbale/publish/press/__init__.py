"""A letter drawn up as a document: particulars, sheet, and its forms (PDF, HTML, DOCX); series of symbols."""
