// tree 2: file not found
#import "@SECRET@"
