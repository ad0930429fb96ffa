// vm 2: error: expected expression
#line 7 "\033[2J"
int x = ;
