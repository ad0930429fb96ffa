// vm 0: 
#if __has_include("@SECRET@")
#error there
#endif
int main(void) { return 0; }
