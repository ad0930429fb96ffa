// vm 2: file not found
_Pragma("GCC dependency \"/etc/passwd\"")
int main(void) { return 0; }
