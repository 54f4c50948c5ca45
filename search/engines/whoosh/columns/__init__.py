"""A segment as columns: contiguous arrays in one file, written at once, read where they lie.

file      arrays in one file, each with its checksum
strings   many byte strings as one array and their ends; sorted, a dictionary of terms
postings  which documents have a term, how often: by term, for all terms of a field
segment   what a segment holds, by name
titles    titles in words as they are written, for suggestions
merge     several segments made one
"""
