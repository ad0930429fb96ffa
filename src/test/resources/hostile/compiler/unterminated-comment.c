// vm 2: unterminated /* comment
/* abc
