// vm 0: 
#if __has_embed("/etc/passwd") != __STDC_EMBED_NOT_FOUND__
#error there
#endif
int main(void) { return 0; }
