/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/mm.h>

/* kind: same */
#define kmap_local_page(page) page_address(page)
#define kunmap_local(address) ((void)(address))
#define kmap(page) page_address(page)
#define kunmap(page) ((void)(page))
#define clear_highpage(page) clear_page(page_address(page))
#define copy_highpage(to, from) copy_page(page_address(to), page_address(from))
