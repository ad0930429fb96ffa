// vm 2: unterminated conditional directive
#if 1
