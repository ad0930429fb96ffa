// vm 0: 
#if __has_include_next("/etc/passwd")
#error there
#endif
int main(void) { return 0; }
