"""The content of ``network_demo``: the first real case and enough around it to look alive."""
