-- The piece that somebody wanted to keep on the way to registering, by its SKU: kept with the account, once there is one.
ALTER TABLE registrations ADD COLUMN kept_sku TEXT NOT NULL DEFAULT '';
