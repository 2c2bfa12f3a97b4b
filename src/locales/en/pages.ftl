# Inside the pages of an article
page-contents = Contents
page-table-on-site = See this table on the site
