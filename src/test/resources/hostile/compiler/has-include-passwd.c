// vm 0: 
#if __has_include("/etc/passwd")
#error there
#endif
int main(void) { return 0; }
