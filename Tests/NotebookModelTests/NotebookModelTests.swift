import Testing
import NotebookModel
