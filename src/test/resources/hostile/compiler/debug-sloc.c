// vm 0: 
#pragma clang __debug sloc_usage
int main(void) { return 0; }
