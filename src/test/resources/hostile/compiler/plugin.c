// vm 0: 
#pragma clang plugin load "/tmp/evil.so"
#pragma plugin "/tmp/evil.so"
int main(void) { return 0; }
