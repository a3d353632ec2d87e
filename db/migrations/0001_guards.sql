INSERT INTO countries (code, name_fr, name_en) VALUES
  ('DZ', 'Algérie', 'Algeria'),
  ('AO', 'Angola', 'Angola'),
  ('BJ', 'Bénin', 'Benin'),
  ('BW', 'Botswana', 'Botswana'),
  ('BF', 'Burkina Faso', 'Burkina Faso'),
  ('BI', 'Burundi', 'Burundi'),
  ('CM', 'Cameroun', 'Cameroon'),
  ('CV', 'Cap-Vert', 'Cape Verde'),
  ('CF', 'République centrafricaine', 'Central African Republic'),
  ('KM', 'Comores', 'Comoros'),
  ('CG', 'Congo-Brazzaville', 'Congo-Brazzaville'),
  ('CD', 'Congo-Kinshasa', 'Congo-Kinshasa'),
  ('CI', 'Côte d’Ivoire', 'Côte d’Ivoire'),
  ('DJ', 'Djibouti', 'Djibouti'),
  ('EG', 'Égypte', 'Egypt'),
  ('ER', 'Érythrée', 'Eritrea'),
  ('SZ', 'Eswatini', 'Eswatini'),
  ('ET', 'Éthiopie', 'Ethiopia'),
  ('GA', 'Gabon', 'Gabon'),
  ('GM', 'Gambie', 'Gambia'),
  ('GH', 'Ghana', 'Ghana'),
  ('GN', 'Guinée', 'Guinea'),
  ('GW', 'Guinée-Bissau', 'Guinea-Bissau'),
  ('GQ', 'Guinée équatoriale', 'Equatorial Guinea'),
  ('KE', 'Kenya', 'Kenya'),
  ('LS', 'Lesotho', 'Lesotho'),
  ('LR', 'Liberia', 'Liberia'),
  ('LY', 'Libye', 'Libya'),
  ('MG', 'Madagascar', 'Madagascar'),
  ('MW', 'Malawi', 'Malawi'),
  ('ML', 'Mali', 'Mali'),
  ('MA', 'Maroc', 'Morocco'),
  ('MU', 'Maurice', 'Mauritius'),
  ('MR', 'Mauritanie', 'Mauritania'),
  ('MZ', 'Mozambique', 'Mozambique'),
  ('NA', 'Namibie', 'Namibia'),
  ('NE', 'Niger', 'Niger'),
  ('NG', 'Nigeria', 'Nigeria'),
  ('UG', 'Ouganda', 'Uganda'),
  ('RW', 'Rwanda', 'Rwanda'),
  ('ST', 'Sao Tomé-et-Principe', 'São Tomé and Príncipe'),
  ('SN', 'Sénégal', 'Senegal'),
  ('SC', 'Seychelles', 'Seychelles'),
  ('SL', 'Sierra Leone', 'Sierra Leone'),
  ('SO', 'Somalie', 'Somalia'),
  ('SD', 'Soudan', 'Sudan'),
  ('SS', 'Soudan du Sud', 'South Sudan'),
  ('ZA', 'Afrique du Sud', 'South Africa'),
  ('TZ', 'Tanzanie', 'Tanzania'),
  ('TD', 'Tchad', 'Chad'),
  ('TG', 'Togo', 'Togo'),
  ('TN', 'Tunisie', 'Tunisia'),
  ('ZM', 'Zambie', 'Zambia'),
  ('ZW', 'Zimbabwe', 'Zimbabwe');--> statement-breakpoint
INSERT INTO categories (id, slug, name_fr, name_en, position) VALUES
  ('01900000-0000-7000-8000-000000000001', 'nature', 'Nature', 'Nature', 1),
  ('01900000-0000-7000-8000-000000000002', 'artisanat-et-textiles', 'Artisanat et textiles', 'Crafts and textiles', 2),
  ('01900000-0000-7000-8000-000000000003', 'villes', 'Villes', 'Cities', 3),
  ('01900000-0000-7000-8000-000000000004', 'architecture', 'Architecture', 'Architecture', 4),
  ('01900000-0000-7000-8000-000000000005', 'vie-quotidienne', 'Vie quotidienne', 'Daily life', 5),
  ('01900000-0000-7000-8000-000000000006', 'cuisine', 'Cuisine', 'Food', 6),
  ('01900000-0000-7000-8000-000000000007', 'portraits', 'Portraits', 'Portraits', 7),
  ('01900000-0000-7000-8000-000000000008', 'vue-du-ciel', 'Vue du ciel', 'From above', 8),
  ('01900000-0000-7000-8000-000000000009', 'sport', 'Sport', 'Sport', 9),
  ('01900000-0000-7000-8000-00000000000a', 'technologie', 'Technologie', 'Technology', 10),
  ('01900000-0000-7000-8000-00000000000b', 'economie', 'Économie', 'Economy', 11),
  ('01900000-0000-7000-8000-00000000000c', 'education', 'Éducation', 'Education', 12),
  ('01900000-0000-7000-8000-00000000000d', 'agriculture', 'Agriculture', 'Farming', 13),
  ('01900000-0000-7000-8000-00000000000e', 'energie-et-environnement', 'Énergie et environnement', 'Energy and environment', 14),
  ('01900000-0000-7000-8000-00000000000f', 'culture-et-musique', 'Culture et musique', 'Culture and music', 15),
  ('01900000-0000-7000-8000-000000000010', 'faune', 'Faune', 'Wildlife', 16),
  ('01900000-0000-7000-8000-000000000011', 'metiers', 'Métiers', 'Trades', 17),
  ('01900000-0000-7000-8000-000000000012', 'science-et-sante', 'Science et santé', 'Science and health', 18);--> statement-breakpoint
INSERT INTO rejection_reasons (code, position, name_fr, name_en, advice_fr, advice_en) VALUES
  ('sharpness', 1, 'Netteté', 'Sharpness', 'Le sujet n’est pas net. Choisissez une autre vue de la série, ou une vitesse plus rapide.', 'The subject is not sharp. Choose another frame of the series, or a faster shutter speed.'),
  ('exposure', 2, 'Exposition', 'Exposure', 'Des zones importantes sont bouchées ou brûlées. Reprenez le développement depuis le fichier brut.', 'Important areas are blocked up or burnt out. Develop it again from the raw file.'),
  ('release', 3, 'Autorisation', 'Release', 'Une personne ou un lieu est reconnaissable sans autorisation. Joignez-la, ou passez en usage éditorial seul.', 'A person or a place is recognisable without a release. Attach one, or choose editorial use only.'),
  ('trademark', 4, 'Marque visible', 'Visible brand', 'Une marque ou un logo est visible. Retirez-le, ou passez en usage éditorial seul.', 'A brand or logo is visible. Remove it, or choose editorial use only.'),
  ('duplicate', 5, 'Doublon', 'Duplicate', 'Une photo presque identique est déjà en vente. Gardez la meilleure des deux.', 'An almost identical photo is already on sale. Keep the better of the two.'),
  ('keywords', 6, 'Mots-clés', 'Keywords', 'Des mots-clés ne décrivent pas la photo. Retirez-les et gardez ce qu’on y voit.', 'Some keywords do not describe the photo. Remove them and keep what can be seen.'),
  ('caption', 7, 'Légende', 'Caption', 'Le titre ou la légende ne dit pas ce qu’on voit. Dites qui, quoi, où.', 'The title or caption does not say what is seen. Say who, what, where.'),
  ('retouching', 8, 'Retouche', 'Retouching', 'La retouche se voit ou change le sens de la scène. Revenez à un traitement plus simple.', 'The retouching shows or changes what the scene means. Go back to simpler processing.'),
  ('other', 9, 'Autre', 'Other', 'Lisez la note de relecture.', 'Read the reviewer’s note.');--> statement-breakpoint
INSERT INTO settings (key, value) VALUES ('commission_bps', '2000'), ('extended_factor', '4');--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER transfers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER histories_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON histories FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER webhook_notices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON webhook_notices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER reviews_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER download_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON download_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- An order with a payment is never deleted: the foreign key of payments already refuses it. Its frozen parts never change either.
CREATE FUNCTION refuse_frozen_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'order_items are frozen: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER order_items_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON order_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen_item();--> statement-breakpoint
CREATE FUNCTION outbox_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_added();--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION pouire_fr (COPY = french);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION pouire_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION pouire_en (COPY = english);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION pouire_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;--> statement-breakpoint
-- What a photo is found by: title and tags first, then place, photographer and category, then the description.
CREATE FUNCTION photo_search_vector(p photos) RETURNS tsvector LANGUAGE sql STABLE AS $$
  SELECT setweight(to_tsvector('pouire_fr', p.title_fr), 'A')
    || setweight(to_tsvector('pouire_en', p.title_en), 'A')
    || setweight(to_tsvector('pouire_fr', coalesce((SELECT string_agg(t.word_fr, ' ') FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.photo_id = p.id), '')), 'B')
    || setweight(to_tsvector('pouire_en', coalesce((SELECT string_agg(t.word_en, ' ') FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.photo_id = p.id), '')), 'B')
    || setweight(to_tsvector('pouire_fr', p.city || ' ' || coalesce((SELECT name_fr FROM countries c WHERE c.code = p.country_code), '') || ' ' || coalesce((SELECT name_fr FROM categories c WHERE c.id = p.category_id), '') || ' ' || coalesce((SELECT display_name FROM photographers g WHERE g.id = p.photographer_id), '')), 'C')
    || setweight(to_tsvector('pouire_en', coalesce((SELECT name_en FROM countries c WHERE c.code = p.country_code), '') || ' ' || coalesce((SELECT name_en FROM categories c WHERE c.id = p.category_id), '')), 'C')
    || setweight(to_tsvector('pouire_fr', p.description_fr), 'D')
    || setweight(to_tsvector('pouire_en', p.description_en), 'D')
$$;--> statement-breakpoint
CREATE FUNCTION photos_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_vector := photo_search_vector(NEW);
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER photos_search_kept BEFORE INSERT OR UPDATE OF title_fr, title_en, description_fr, description_en, city, country_code, category_id, photographer_id, search_vector ON photos FOR EACH ROW EXECUTE FUNCTION photos_keep_search();--> statement-breakpoint
CREATE FUNCTION photo_tags_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE photos SET search_vector = NULL WHERE id = coalesce(NEW.photo_id, OLD.photo_id); -- The trigger on photos fills it again.
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER photo_tags_search_kept AFTER INSERT OR UPDATE OR DELETE ON photo_tags FOR EACH ROW EXECUTE FUNCTION photo_tags_keep_search();
