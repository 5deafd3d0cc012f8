"""The whole chain as it runs on a site, while its parts are killed: web, worker, mail, database."""
