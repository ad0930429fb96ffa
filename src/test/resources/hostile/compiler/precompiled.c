// vm 0: 
#pragma GCC pch_preprocess "/etc/passwd"
int main(void) { return 0; }
