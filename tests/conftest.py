from hypothesis import settings

# Machines are shared, and some tables are read at their first use: how long one example takes tells nothing.
settings.register_profile("tratin", deadline=None)
settings.load_profile("tratin")
