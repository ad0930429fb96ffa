// vm 0: 
#pragma comment(lib, "/etc/passwd")
#pragma detect_mismatch("a", "b")
int main(void) { return 0; }
