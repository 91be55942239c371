"""Makes graph-edges.tsv and graph-measures.tsv: an invented weighted graph and what
NetworkX says of it. Run in this folder: python3 graph-measures.py"""

import random
import networkx as nx

random.seed(20210303)
# Five planted groups of 14, a ring apart from them, a pair, and a node alone.
g = nx.planted_partition_graph(5, 14, 0.45, 0.03, seed=7)
g = nx.relabel_nodes(g, {n: f"n{n:03}" for n in g})
g.add_edges_from((f"r{i}", f"r{(i + 1) % 9}") for i in range(9))
g.add_edge("s0", "s1")
g.add_node("t0")
for _, _, d in g.edges(data=True):
    d["weight"] = random.choice([1, 1, 1, 2, 3, 5])

with open("graph-edges.tsv", "w") as f:
    print("a", "b", "weight", sep="\t", file=f)
    for a, b, d in sorted((min(a, b), max(a, b), d["weight"]) for a, b, d in g.edges(data=True)):
        print(a, b, d, sep="\t", file=f)
    for n in nx.isolates(g):
        print(n, "", 0, sep="\t", file=f)

component = {}
for i, c in enumerate(sorted(nx.connected_components(g), key=lambda c: (-len(c), min(c)))):
    component.update(dict.fromkeys(c, i))
louvain = max(
    (nx.community.louvain_communities(g, seed=s) for s in range(50)),
    key=lambda p: nx.community.modularity(g, p),
)
division = {n: i for i, c in enumerate(sorted(louvain, key=min)) for n in c}
columns = {
    "degree": dict(g.degree()),
    "strength": dict(g.degree(weight="weight")),
    "pagerank": nx.pagerank(g, tol=1e-13, max_iter=10000),
    "component": component,
    "betweenness": nx.betweenness_centrality(g),
    "closeness": nx.closeness_centrality(g),
    "eigenvector": nx.eigenvector_centrality(g, weight="weight", tol=1e-13, max_iter=100000),
    "core": nx.core_number(g),
    "louvain": division,
}
with open("graph-measures.tsv", "w") as f:
    print(f"# NetworkX {nx.__version__}; modularity of column louvain, the best of 50 runs:",
          repr(nx.community.modularity(g, louvain)), file=f)
    print("node", *columns, sep="\t", file=f)
    for n in sorted(g):
        print(n, *(repr(c[n]) for c in columns.values()), sep="\t", file=f)
