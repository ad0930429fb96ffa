/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/bitmap.h>
#include <linux/numa.h>

/* kind: same */
typedef struct {
	DECLARE_BITMAP(bits, MAX_NUMNODES);
} nodemask_t;
enum node_states { N_POSSIBLE, N_ONLINE, N_NORMAL_MEMORY, N_HIGH_MEMORY = N_NORMAL_MEMORY, N_MEMORY, N_CPU, N_GENERIC_INITIATOR, NR_NODE_STATES };
#define node_isset(node, mask) test_bit(node, (mask).bits)
#define node_set(node, mask) set_bit(node, (mask).bits)
#define node_clear(node, mask) clear_bit(node, (mask).bits)
#define nodes_clear(mask) bitmap_zero((mask).bits, MAX_NUMNODES)
#define nodes_empty(mask) bitmap_empty((mask).bits, MAX_NUMNODES)
#define nodes_weight(mask) bitmap_weight((mask).bits, MAX_NUMNODES)
#define first_node(mask) find_first_bit((mask).bits, MAX_NUMNODES)
#define next_node(node, mask) find_next_bit((mask).bits, MAX_NUMNODES, (node) + 1)
#define for_each_node_mask(node, mask) \
	for ((node) = first_node(mask); (node) < MAX_NUMNODES; (node) = next_node(node, mask))
#define node_state(node, state) node_isset(node, node_states[state])
#define node_online(node) node_state(node, N_ONLINE)
#define node_possible(node) node_state(node, N_POSSIBLE)
#define for_each_node_state(node, state) for_each_node_mask((node), node_states[state])
#define for_each_node(node) for_each_node_state(node, N_POSSIBLE)
#define for_each_online_node(node) for_each_node_state(node, N_ONLINE)
#define num_online_nodes() nodes_weight(node_states[N_ONLINE])
#define num_possible_nodes() nodes_weight(node_states[N_POSSIBLE])
#define node_online_map node_states[N_ONLINE]
#define node_possible_map node_states[N_POSSIBLE]
#define first_online_node first_node(node_states[N_ONLINE])

/* kind: custom */
extern nodemask_t node_states[NR_NODE_STATES];
