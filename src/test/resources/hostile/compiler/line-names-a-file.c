// vm 2: line-names-a-file.c:3:9: error: expected expression
#line 1 "/etc/passwd"
int x = ;
