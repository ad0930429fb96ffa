// tree 2: file not found
#include "/shim/../../../../../../etc/passwd"
